/** Calls that come in crowds, taken together: `take` gets every id that was given in the last while. */
export function gathered(milliseconds: number, take: (ids: readonly string[]) => void): (ids: readonly string[]) => void {
  const given = new Set<string>();
  let waiting = false;
  return (ids) => {
    for (const id of ids) given.add(id);
    if (waiting || given.size === 0) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      const all = [...given];
      given.clear();
      take(all);
    }, milliseconds);
  };
}
