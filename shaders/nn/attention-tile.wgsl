// What the three fused-attention shaders share; joined behind them, whose bindings and params it reads.

// Columns are rows of q, of k, of v from `at` on.
fn query_rows(at: u32, row: u32) -> mat4x4f {
  return mat4x4f(q[at], q[at + row], q[at + 2u * row], q[at + 3u * row]);
}
fn key_rows(at: u32, row: u32) -> mat4x4f {
  return mat4x4f(k[at], k[at + row], k[at + 2u * row], k[at + 3u * row]);
}
fn value_rows(at: u32, row: u32) -> mat4x4f {
  return mat4x4f(v[at], v[at + row], v[at + 2u * row], v[at + 3u * row]);
}

// Of eight values by rising j - i, what four queries (columns) see at four keys.
fn along(low: vec4f, high: vec4f) -> mat4x4f {
  return mat4x4f(high, vec4f(low.w, high.xyz), vec4f(low.zw, high.xy), vec4f(low.yzw, high.x));
}

// Dropout of four queries (columns) at four keys, `first` being the number of the first pair.
fn dropped(value: vec4f, stream: u32, first: u32) -> vec4f {
  let draw = random_four(stream, first);
  return select(vec4f(), params.scale * value, draw >= vec4f(params.rate));
}
fn dropped_rows(s: mat4x4f, stream: u32, first: u32) -> mat4x4f {
  let row = params.keys;
  return mat4x4f(
    dropped(s[0], stream, first),
    dropped(s[1], stream, first + row),
    dropped(s[2], stream, first + 2u * row),
    dropped(s[3], stream, first + 3u * row),
  );
}
