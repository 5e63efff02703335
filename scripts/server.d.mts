export interface ServedFolder {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}
export function serveFolder(options: {
  root: string;
  port?: number;
  strictPort?: boolean;
  host?: string;
  base?: string;
}): Promise<ServedFolder>;
