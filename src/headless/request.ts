import type { ContrastiveConfig, QuantizerConfig } from '../quantizer/config';
import type { PolicyConfig } from '../sid/policies/policy-config';
import type { DeviceChoice } from '../worker/protocol';

/** What the command line asks of the page. A column left null is guessed. */
export interface HeadlessRequest {
  readonly vectors: string | null;
  readonly ids: string | null;
  readonly where: string;
  readonly sample: number | null;
  readonly dropNonFinite: boolean;
  readonly device: DeviceChoice;
  readonly config: Partial<QuantizerConfig>;
  /** Trains on the chosen pairs too; null for none. */
  readonly contrastive: Omit<ContrastiveConfig, 'pairs'> | null;
  /** How collisions are resolved after training; null leaves the trained codes. */
  readonly policy: PolicyConfig | null;
}
