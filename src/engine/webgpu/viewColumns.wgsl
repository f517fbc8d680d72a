@group(0) @binding(0) var<storage, read> z: array<f32>;
/** z less the mean of its column and view; with NORMALIZED, over its deviation too. */
@group(0) @binding(1) var<storage, read_write> centred: array<f32>;
/** Per column: Σ x₁², Σ x₂², Σ x₁·x₂ of centred values, and Σ (z₁ − z₂)². */
@group(0) @binding(2) var<storage, read_write> sums: array<vec4f>;
@group(0) @binding(3) var<uniform> grid: Grid;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) thread: u32) {
  let place = placeOf(grid, workgroup, thread);
  let second = grid.rows * grid.groups;
  var own = vec4f();
  for (var row = place.row; row < place.end; row += place.step) {
    let at = row * grid.groups + place.group;
    own += vec4f(z[at], z[at + second], 0, 0);
  }
  let means = columnTotal(own, thread, grid) / f32(grid.rows);

  own = vec4f();
  for (var row = place.row; row < place.end; row += place.step) {
    let at = row * grid.groups + place.group;
    let x = vec2f(z[at], z[at + second]) - means.xy;
    let difference = z[at] - z[at + second];
    own += vec4f(x * x, x.x * x.y, difference * difference);
  }
  let all = columnTotal(own, thread, grid);
  let inverse = select(vec2f(1), inverseDeviations(all, grid.rows), NORMALIZED);
  for (var row = place.row; row < place.end; row += place.step) {
    let at = row * grid.groups + place.group;
    centred[at] = (z[at] - means.x) * inverse.x;
    centred[at + second] = (z[at + second] - means.y) * inverse.y;
  }
  if (thread >> grid.laneBits == 0 && place.group < grid.groups) {
    sums[place.group] = all;
  }
}
