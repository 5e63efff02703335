// Undoes the fold of linearGrid (src/compute/kernel.ts): the index of a thread in a grid whose
// x dimension is full before y grows.
fn linear_index(group: vec3u, groups: vec3u, local: u32, group_size: u32) -> u32 {
  return (group.y * groups.x + group.x) * group_size + local;
}
