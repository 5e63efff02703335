import { createDataClient } from '../worker/data-client';
import { stepLine, type Say } from './lines';
import { post } from './outputs';
import type { ConvertRequest } from './request';

/** Writes a file as another, and posts it to `folder`. Returns a summary in words. Throws a Problem. */
export async function convert(
  files: readonly File[],
  request: ConvertRequest,
  folder: string,
  say: Say,
): Promise<string> {
  const onProgress = (step: Parameters<typeof stepLine>[0]) => {
    say(stepLine(step));
  };
  const converted = await createDataClient().convert({ ...request, files }, { onProgress });
  for (const { name, body } of converted.files) await post(folder, name, body);
  return converted.summary;
}
