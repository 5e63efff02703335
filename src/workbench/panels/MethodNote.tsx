import type { Method } from '../../quantizer/config';
import { Defined } from '../widgets/Defined';
import type { DefinitionKey } from '../widgets/definitions';

interface Note {
  readonly of: DefinitionKey;
  readonly name: string;
  readonly text: string;
}

const NOTES: Partial<Record<Method, Note>> = {
  balanced: {
    of: 'balanced',
    name: 'Balanced RQ-KMeans',
    text: 'no code of a level takes more than 1.1 times its even share of the rows. Codes shown and exported are of these rows together; a new item takes its nearest codeword.',
  },
  pq: {
    of: 'pq',
    name: 'Product quantization',
    text: 'a control: every level has its own columns, so codes do not go from coarse to fine.',
  },
  opq: {
    of: 'opq',
    name: 'Optimized product quantization',
    text: 'a control: PQ, then as many turns of a rotation that lowers its error. Never worse than PQ.',
  },
  fsq: {
    of: 'fsq',
    name: 'Finite scalar quantization',
    text: 'a control that trains nothing: every level rounds along one principal axis of the rows. Usual are many small levels, such as K = 8, 8, 8, 5, 5, 5.',
  },
};

/** What a method is that the field has no one name for, with its formula on hover and focus. */
export function MethodNote({ method }: { readonly method: Method }) {
  const note = NOTES[method];
  if (!note) return null;
  return (
    <p className="muted method-note">
      <Defined of={note.of}>{note.name}</Defined>: {note.text}
    </p>
  );
}
