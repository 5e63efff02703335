import { retrieverMetricsJson } from '../../../retriever/train/metrics';
import { saveFile } from '../save-file';
import type { TrainedModel } from './model-store';

/** The weights by Hugging Face's names. */
export function exportModel({ file }: TrainedModel): void {
  saveFile('model.safetensors', file);
}

/** Settings, sizes and losses, as the command line writes them. */
export function exportModelMetrics({ config, result }: TrainedModel): void {
  saveFile('metrics.json', retrieverMetricsJson({ ...result, training: config }));
}
