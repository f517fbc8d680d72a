/** Opens on the first call and gives the same thing ever after. */
export function once<Opened>(open: () => Promise<Opened>): () => Promise<Opened> {
  let opened: Promise<Opened> | null = null;
  return () => (opened ??= open());
}
