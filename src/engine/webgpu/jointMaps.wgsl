// Where there is no second map, the first is bound twice.
@group(0) @binding(FIRST_MAP) var<storage, read> firstMap: array<V>;
@group(0) @binding(FIRST_MAP + 1) var<storage, read> secondMap: array<V>;

fn secondAt(at: u32) -> V {
  if (SECOND == NOTHING) {
    return V();
  }
  return secondMap[at];
}
