import { Problem } from '../../problem';
import { DictBuilder, type IntDict } from './int-dict';

/** A Python object that is named and never made: a class, or what calling one would give. */
class Named {
  /** What BUILD would set. */
  state: Value = null;
  constructor(readonly name: string) {}
}

type Value = bigint | string | boolean | null | Named | DictBuilder | Value[];

/** What NumPy names to wrap a dict into a 0-d array. Nothing of it is called. */
const KNOWN_NAMES = new Set([
  'numpy.core.multiarray _reconstruct',
  'numpy._core.multiarray _reconstruct',
  'numpy ndarray',
  'numpy dtype',
  '_codecs encode',
]);

const MARK = Symbol('mark');
const INT64_BYTES = 8;

/**
 * Reads the pickle (protocol 2 to 5) that NumPy writes for a 0-d object array of one dict of ints, as
 * FORGE's `itemEncID`: `bytes` begin at the pickle. It is no Python: every opcode that such a dict does
 * not need is refused, as is every name but NumPy's own, and nothing is imported or called. Throws
 * `NPZ_PICKLE` (anything else) and `FILE_TRUNCATED`; `name` is used in the messages.
 */
export function unpickleIntDict(bytes: Uint8Array, name: string): IntDict {
  return new Machine(bytes, name).run();
}

class Machine {
  readonly #stack: (Value | typeof MARK)[] = [];
  readonly #memo = new Map<number, Value>();
  readonly #view: DataView;
  #at = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly name: string,
  ) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  run(): IntDict {
    while (this.#at < this.bytes.length) {
      const opcode = this.#take(1);
      if (this.bytes[opcode] === 0x2e) return this.#result();
      this.#step(this.bytes[opcode]!, opcode);
    }
    throw this.#cutOff();
  }

  #step(opcode: number, at: number): void {
    const stack = this.#stack;
    switch (opcode) {
      case 0x80: // PROTO
        return void this.#take(1);
      case 0x95: // FRAME
        return void this.#take(8);
      case 0x28: // MARK
        return void stack.push(MARK);
      case 0x4e: // NONE
        return void stack.push(null);
      case 0x88: // NEWTRUE
      case 0x89: // NEWFALSE
        return void stack.push(opcode === 0x88);
      case 0x4b: // BININT1
        return void stack.push(BigInt(this.bytes[this.#take(1)]!));
      case 0x4d: // BININT2
        return void stack.push(BigInt(this.#view.getUint16(this.#take(2), true)));
      case 0x4a: // BININT
        return void stack.push(BigInt(this.#view.getInt32(this.#take(4), true)));
      case 0x8a: // LONG1
        return void stack.push(this.#long());
      case 0x58: // BINUNICODE
        return void stack.push(this.#text(this.#view.getUint32(this.#take(4), true)));
      case 0x8c: // SHORT_BINUNICODE
      case 0x43: // SHORT_BINBYTES
        return void stack.push(this.#text(this.bytes[this.#take(1)]!));
      case 0x63: // GLOBAL
        return void stack.push(this.#named(this.#line(), this.#line()));
      case 0x93: {
        // STACK_GLOBAL
        const [module, member] = this.#pop(2);
        if (typeof module !== 'string' || typeof member !== 'string') {
          throw this.#refused('a name that is no text');
        }
        return void stack.push(this.#named(module, member));
      }
      case 0x71: // BINPUT
        return void this.#memo.set(this.bytes[this.#take(1)]!, this.#top());
      case 0x72: // LONG_BINPUT
        return void this.#memo.set(this.#view.getUint32(this.#take(4), true), this.#top());
      case 0x94: // MEMOIZE
        return void this.#memo.set(this.#memo.size, this.#top());
      case 0x68: // BINGET
        return void stack.push(this.#recall(this.bytes[this.#take(1)]!));
      case 0x6a: // LONG_BINGET
        return void stack.push(this.#recall(this.#view.getUint32(this.#take(4), true)));
      case 0x29: // EMPTY_TUPLE
      case 0x5d: // EMPTY_LIST
        return void stack.push([]);
      case 0x85: // TUPLE1
      case 0x86: // TUPLE2
      case 0x87: // TUPLE3
        return void stack.push(this.#pop(opcode - 0x84));
      case 0x74: // TUPLE
        return void stack.push(this.#popToMark());
      case 0x61: {
        // APPEND
        const [value] = this.#pop(1);
        const list = this.#top();
        if (!Array.isArray(list) || value === undefined) throw this.#refused('a misplaced append');
        return void list.push(value);
      }
      case 0x7d: // EMPTY_DICT
        return void stack.push(new DictBuilder());
      case 0x73: // SETITEM
        this.#setItems(this.#pop(2));
        return;
      case 0x75: // SETITEMS
        this.#setItems(this.#popToMark());
        return;
      case 0x52: {
        // REDUCE: what would be called keeps its name, its arguments are dropped.
        const [callable] = this.#pop(2);
        if (!(callable instanceof Named)) throw this.#refused('a call of no function');
        return void stack.push(new Named(callable.name));
      }
      case 0x62: {
        // BUILD
        const [state] = this.#pop(1);
        const object = this.#top();
        if (!(object instanceof Named)) throw this.#refused('a state without an object');
        object.state = state ?? null;
        return;
      }
      default:
        throw this.#refused(`the opcode 0x${opcode.toString(16).padStart(2, '0')} at byte ${at}`);
    }
  }

  /** NumPy's state of an object array: (version, shape, dtype, Fortran order, [elements]). */
  #result(): IntDict {
    const [array] = this.#pop(1);
    const dict = array instanceof Named && Array.isArray(array.state) ? array.state[4] : array;
    const content = Array.isArray(dict) && dict.length === 1 ? dict[0] : dict;
    if (content instanceof DictBuilder) return content.entries();
    throw this.#refused('no dict');
  }

  #setItems(items: readonly Value[]): void {
    const dict = this.#top();
    if (!(dict instanceof DictBuilder)) throw this.#refused('entries without a dict');
    for (let i = 0; i < items.length; i += 2) {
      const [key, value] = [items[i], items[i + 1]];
      if (typeof key !== 'bigint' || typeof value !== 'bigint') {
        throw this.#refused('an entry that is no pair of ints');
      }
      dict.add(key, value);
    }
  }

  /** Where the next `count` bytes begin; they are behind us then. */
  #take(count: number): number {
    const start = this.#at;
    if (start + count > this.bytes.length) throw this.#cutOff();
    this.#at += count;
    return start;
  }

  #long(): bigint {
    const count = this.bytes[this.#take(1)]!;
    if (count > INT64_BYTES) throw this.#refused('an int beyond 64 bits');
    const start = this.#take(count);
    let value = 0n;
    for (let byte = count - 1; byte >= 0; byte--) {
      value = (value << 8n) | BigInt(this.bytes[start + byte]!);
    }
    return BigInt.asIntN(8 * count, value);
  }

  #text(count: number): string {
    const start = this.#take(count);
    return new TextDecoder().decode(this.bytes.subarray(start, start + count));
  }

  #line(): string {
    const end = this.bytes.indexOf(0x0a, this.#at);
    if (end < 0) throw this.#cutOff();
    const text = this.#text(end - this.#at);
    this.#at = end + 1;
    return text;
  }

  #named(module: string, member: string): Named {
    const full = `${module} ${member}`;
    if (!KNOWN_NAMES.has(full)) throw this.#refused(`the name ${full.slice(0, 60)}`);
    return new Named(full);
  }

  #recall(key: number): Value {
    const value = this.#memo.get(key);
    if (value === undefined) throw this.#refused('a reference to nothing');
    return value;
  }

  #top(): Value {
    const top = this.#stack.at(-1);
    if (top === undefined || top === MARK) throw this.#refused('an empty stack');
    return top;
  }

  #pop(count: number): Value[] {
    const values = this.#stack.splice(Math.max(0, this.#stack.length - count));
    if (values.length < count || values.includes(MARK)) throw this.#refused('an empty stack');
    return values as Value[];
  }

  #popToMark(): Value[] {
    const mark = this.#stack.lastIndexOf(MARK);
    if (mark < 0) throw this.#refused('no mark');
    const values = this.#stack.splice(mark).slice(1);
    return values as Value[];
  }

  #refused(what: string): Problem {
    return new Problem(
      'NPZ_PICKLE',
      `${this.name} is a pickle with ${what}; only a dict of Python ints is read, as a page must not run a pickle.`,
      `Save a plain table: numpy.savez(..., ${this.name}=numpy.array(list(d.items()), "int64")).`,
    );
  }

  #cutOff(): Problem {
    return new Problem(
      'FILE_TRUNCATED',
      `${this.name} ends inside its pickle.`,
      'Copy or download the file again.',
    );
  }
}
