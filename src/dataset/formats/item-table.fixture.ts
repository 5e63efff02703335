/**
 * `numpy.array({7: 0, 2**40: 1, 300: 2, 70000: 3, -5: 4, 2**63-1: 5}, dtype=object)` as NumPy pickles
 * it, base64: protocol 2 is that of old NumPy, 4 that of new.
 */
export const FORGE_DICTS = {
  'protocol 2':
    'gAJjbnVtcHkuX2NvcmUubXVsdGlhcnJheQpfcmVjb25zdHJ1Y3QKcQBjbnVtcHkKbmRhcnJheQpxAUsAhXECY19jb2RlY3MKZW5jb2RlCnEDWAEAAABicQRYBgAAAGxhdGluMXEFhnEGUnEHh3EIUnEJKEsBKWNudW1weQpkdHlwZQpxClgCAAAATzhxC4mIh3EMUnENKEsDWAEAAAB8cQ5OTk5K/////0r/////Sz90cQ9iiV1xEH1xEShLB0sAigYAAAAAAAFLAU0sAUsCSnARAQBLA0r7////SwSKCP////////9/SwV1YXRxEmIu',
  'protocol 3':
    'gANjbnVtcHkuX2NvcmUubXVsdGlhcnJheQpfcmVjb25zdHJ1Y3QKcQBjbnVtcHkKbmRhcnJheQpxAUsAhXECQwFicQOHcQRScQUoSwEpY251bXB5CmR0eXBlCnEGWAIAAABPOHEHiYiHcQhScQkoSwNYAQAAAHxxCk5OTkr/////Sv////9LP3RxC2KJXXEMfXENKEsHSwCKBgAAAAAAAUsBTSwBSwJKcBEBAEsDSvv///9LBIoI/////////39LBXVhdHEOYi4=',
  'protocol 4':
    'gASVtwAAAAAAAACMFm51bXB5Ll9jb3JlLm11bHRpYXJyYXmUjAxfcmVjb25zdHJ1Y3SUk5SMBW51bXB5lIwHbmRhcnJheZSTlEsAhZRDAWKUh5RSlChLASloA4wFZHR5cGWUk5SMAk84lImIh5RSlChLA4wBfJROTk5K/////0r/////Sz90lGKJXZR9lChLB0sAigYAAAAAAAFLAU0sAUsCSnARAQBLA0r7////SwSKCP////////9/SwV1YXSUYi4=',
} as const;

/** An `.npy` of NumPy's dtype object, shape (), around a pickle. */
export function objectNpy(pickle: Uint8Array): Uint8Array {
  const header = "{'descr': '|O', 'fortran_order': False, 'shape': (), }".padEnd(117) + '\n';
  const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0];
  return Uint8Array.from([...magic, ...new TextEncoder().encode(header), ...pickle]);
}
