// Cross-entropy of a row's softmax against its label y, smoothed as torch.nn.CrossEntropyLoss does, over the
// real columns (c < cols), and its gradient in place of the logits z:
//   loss_r = lse_r - (1 - smoothing) z_ry - smoothing / cols sum_c z_rc
//   z_rc <- weight (exp(z_rc - lse_r) - (1 - smoothing) [c = y] - smoothing / cols)
// Rows whose label is IGNORED have loss and gradient 0, as have padding columns.
// [rows][stride] as vec4; one thread a row, f32. Each component keeps its own maximum and sum in one walk.
struct Params { rows: u32, cols: u32, stride: u32, smoothing: f32, weight: f32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> label: array<u32>; // [rows]
@group(0) @binding(2) var<storage, read_write> logits: array<vec4f>; // [rows][stride]
@group(0) @binding(3) var<storage, read_write> loss: array<f32>; // [rows]

override GROUP: u32;

const IGNORED = 0xffffffffu;
const LOWEST = -1e30;
const LANES = vec4u(0u, 1u, 2u, 3u);

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let row = linear_index(group, groups, local, GROUP);
  if (row >= params.rows) { return; }
  let width = params.stride / 4u;
  let start = row * width;
  let y = label[row];
  if (y == IGNORED) {
    for (var c = 0u; c < width; c += 1u) { logits[start + c] = vec4f(); }
    loss[row] = 0.0;
    return;
  }
  let real = vec4u(params.cols);
  let own = vec4u(y);
  var top = vec4f(LOWEST);
  var sum = vec4f();
  var total = vec4f();
  var chosen = vec4f();
  for (var c = 0u; c < width; c += 1u) {
    let z = logits[start + c];
    let column = LANES + vec4u(4u * c);
    let inside = column < real;
    let masked = select(vec4f(LOWEST), z, inside);
    let higher = max(top, masked);
    sum = sum * exp(top - higher) + exp(masked - higher);
    top = higher;
    total += select(vec4f(), z, inside);
    chosen += select(vec4f(), z, column == own);
  }
  let peak = max(max(top.x, top.y), max(top.z, top.w));
  let share = exp(top - vec4f(peak));
  let rest = log(dot(sum, share));
  let even = params.smoothing / f32(params.cols);
  let sharp = 1.0 - params.smoothing;
  for (var c = 0u; c < width; c += 1u) {
    let column = LANES + vec4u(4u * c);
    let grown = exp(min(logits[start + c] - peak, vec4f()) - rest);
    let slope = grown - select(vec4f(), vec4f(sharp), column == own) - even;
    logits[start + c] = select(vec4f(), params.weight * slope, column < real);
  }
  loss[row] = peak + rest - sharp * dot(chosen, vec4f(1.0)) - even * dot(total, vec4f(1.0));
}
