/** A name as SQL takes any, whatever it holds. */
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
