/** Hands a file to the browser's downloads. */
export function saveFile(name: string, data: Uint8Array | string | Blob): void {
  const url = URL.createObjectURL(new Blob([data as BlobPart]));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken its own reference by the next task.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  });
}
