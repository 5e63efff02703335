import { useWorkbench } from '../state/store';

/** What computes. A slow device is called so in words, not by colour. */
export function AdapterBadge() {
  const engine = useWorkbench((state) => state.engine);
  if (engine.status === 'starting') return <AdapterText text="starting" />;
  if (engine.status === 'failed') return <AdapterText text="no device" isSlow />;
  const { adapter, device, software, tuning } = engine.info;
  const kind = device === 'cpu' ? 'CPU device, slow' : software ? 'software adapter, slow' : 'GPU';
  const rates = Object.entries(tuning?.gflops ?? {}).map(
    ([variant, gflops]) => `${variant} ${gflops.toPrecision(3)} GFLOP/s`,
  );
  return (
    <AdapterText
      text={`${kind}: ${adapter}`}
      isSlow={device === 'cpu' || software}
      detail={tuning ? `Assign kernel: ${tuning.variant}. Measured: ${rates.join(', ')}.` : ''}
    />
  );
}

interface AdapterTextProps {
  readonly text: string;
  readonly isSlow?: boolean;
  readonly detail?: string;
}

function AdapterText({ text, isSlow = false, detail = '' }: AdapterTextProps) {
  return (
    <span
      className="badge"
      data-slow={isSlow || undefined}
      data-testid="adapter"
      title={`${text}. ${detail}`}
    >
      {text}
    </span>
  );
}
