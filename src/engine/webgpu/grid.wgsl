const WORKGROUP = 64u;

/** See grid.ts. */
struct Grid {
  rows: u32,
  groups: u32,
  laneBits: u32,
  blockRows: u32,
}

/** What a thread handles: rows row, row + step … below end of a group of channels. */
struct Place {
  group: u32,
  row: u32,
  end: u32,
  step: u32,
  /** Number of the strip of rows, over all workgroups. */
  strip: u32,
}

/** A thread beside the last group gets no rows. */
fn placeOf(grid: Grid, workgroup: vec3u, thread: u32) -> Place {
  let lane = thread & ((1u << grid.laneBits) - 1u);
  let group = (workgroup.y << grid.laneBits) + lane;
  let first = workgroup.x * grid.blockRows;
  let end = select(0u, min(first + grid.blockRows, grid.rows), group < grid.groups);
  let strip = thread >> grid.laneBits;
  let step = WORKGROUP >> grid.laneBits;
  return Place(group, first + strip, end, step, workgroup.x * step + strip);
}
