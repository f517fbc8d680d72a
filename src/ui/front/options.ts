/** Whether somebody was sent here to see something: any parameter but the version. */
export function isShared(query: string): boolean {
  return [...new URLSearchParams(query).keys()].some((name) => name !== 'v');
}
