import { Unreadable, type ParsedText, type ParseText, type TextRecord } from './text-blocks';

/**
 * RFC 4180 with the given delimiter: cells in quotes may hold delimiters, line feeds and doubled
 * quotes; a quote opens at the beginning of a cell only. Empty lines are no records.
 */
export function csvParser(delimiter: string): ParseText {
  return (text, isEnd) => new CsvReader(text, delimiter, isEnd).read();
}

class CsvReader {
  #at = 0;
  /** End of the line that `#at` is in. */
  #lineEnd = -1;

  constructor(
    private readonly text: string,
    private readonly delimiter: string,
    private readonly isEnd: boolean,
  ) {}

  read(): ParsedText {
    const records: TextRecord[] = [];
    let used = 0;
    while (this.#at < this.text.length) {
      const record = this.#record();
      // Its end is further on in the file.
      if (record === null) return { records, used };
      used = this.#at;
      if (record instanceof Unreadable || record.length > 1 || record[0] !== '') {
        records.push(record);
      }
    }
    return { records, used };
  }

  /** Moves behind the record; null where the text ends inside it. */
  #record(): string[] | Unreadable | null {
    const cells: string[] = [];
    for (;;) {
      const isQuoted = this.text[this.#at] === '"';
      const opened = isQuoted ? this.#quoted() : '';
      if (opened === null) {
        if (!this.isEnd) return null;
        this.#at = this.text.length;
        return new Unreadable('a quote is never closed');
      }
      const end = this.#cellEnd();
      const isLast = this.text[end] !== this.delimiter;
      if (isLast && end === this.text.length && !this.isEnd) return null;
      const plain = this.text.slice(this.#at, end);
      cells.push(opened + (isLast && plain.endsWith('\r') ? plain.slice(0, -1) : plain));
      this.#at = Math.min(end + 1, this.text.length);
      if (isLast) return cells;
    }
  }

  /** The content of a quoted cell, moving behind its last quote; null if that is missing. */
  #quoted(): string | null {
    let content = '';
    let from = this.#at + 1;
    for (;;) {
      const quote = this.text.indexOf('"', from);
      if (quote < 0) return null;
      content += this.text.slice(from, quote);
      if (this.text[quote + 1] !== '"') {
        this.#at = quote + 1;
        return content;
      }
      content += '"';
      from = quote + 2;
    }
  }

  /** Where the delimiter, the line feed or the text's end stands that ends this cell. */
  #cellEnd(): number {
    if (this.#lineEnd < this.#at) {
      const feed = this.text.indexOf('\n', this.#at);
      this.#lineEnd = feed < 0 ? this.text.length : feed;
    }
    const next = this.text.indexOf(this.delimiter, this.#at);
    return next < 0 ? this.#lineEnd : Math.min(next, this.#lineEnd);
  }
}
