const MAX_LAYERS = 8;
const MAX_WIDTH = 8192;

/** "256, 256" as numbers; [] for an empty text, null for what is no list of layer widths. */
export function parseWidths(text: string): number[] | null {
  const parts = text.trim() === '' ? [] : text.split(',').map((part) => part.trim());
  if (parts.length > MAX_LAYERS || !parts.every((part) => /^\d+$/.test(part))) return null;
  const widths = parts.map(Number);
  return widths.every((width) => width >= 1 && width <= MAX_WIDTH) ? widths : null;
}
