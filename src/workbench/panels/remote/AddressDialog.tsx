import { useEffect, useRef, useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { CANCELLED, toProblemDetail, type ProblemDetail } from '../../../problem';
import type { RemoteFacts } from '../../../worker/protocol';
import { lookAt, openRemote } from '../../state/remote/remote-actions';
import { DialogFrame } from '../../widgets/DialogFrame';
import { ProblemCard } from '../../widgets/ProblemCard';
import { hostText, readingText, sizeText } from './remote-text';

/** Opens a file of another server: first a look at what stands at the address, then the file. */
export function AddressDialog({ onClose }: { readonly onClose: () => void }) {
  const [address, setAddress] = useState('');
  const [facts, setFacts] = useState<RemoteFacts | null>(null);
  const [problem, setProblem] = useState<ProblemDetail | null>(null);
  const [isLooking, setIsLooking] = useState(false);
  const looking = useRef<AbortController | null>(null);
  useEffect(() => () => looking.current?.abort(), []);

  const forget = () => {
    looking.current?.abort();
    setIsLooking(false);
    setFacts(null);
    setProblem(null);
  };
  const look = async () => {
    forget();
    const controller = new AbortController();
    looking.current = controller;
    setIsLooking(true);
    try {
      const found = await lookAt(address, controller.signal);
      if (looking.current === controller) setFacts(found);
    } catch (error) {
      const detail = toProblemDetail(error);
      if (looking.current === controller && detail.code !== CANCELLED) setProblem(detail);
    } finally {
      if (looking.current === controller) setIsLooking(false);
    }
  };
  return (
    <DialogFrame title="Open an address (URL)" onClose={onClose} isWide>
      <form
        className="address"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void look();
        }}
      >
        <TextField
          className="field"
          type="url"
          value={address}
          onChange={(text) => {
            forget();
            setAddress(text);
          }}
          // The dialog is for nothing else.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
        >
          <Label>Address of a file: item embeddings, Semantic IDs or histories</Label>
          <Input className="input" placeholder="https://…/items.parquet" spellCheck={false} />
        </TextField>
        <button type="submit" className={facts ? 'button' : 'button primary'}>
          Look
        </button>
      </form>
      <p className="muted">
        Only this address, and where it redirects to, is contacted, and only to read it; nothing of
        yours is sent.
      </p>
      <div role="status" className="address-status">
        {isLooking && <p>Looking at the address…</p>}
        {facts && <Facts facts={facts} />}
      </div>
      {problem && <ProblemCard problem={problem} />}
      <div className="row">
        {facts && (
          <button
            type="button"
            className="button primary"
            onClick={() => {
              onClose();
              void openRemote(facts);
            }}
          >
            Open {facts.name}
          </button>
        )}
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </DialogFrame>
  );
}

function Facts({ facts }: { readonly facts: RemoteFacts }) {
  return (
    <dl className="facts">
      <dt>File</dt>
      <dd>{facts.name}</dd>
      <dt>Size</dt>
      <dd>{sizeText(facts)}</dd>
      <dt>Server</dt>
      <dd>{hostText(facts)}</dd>
      <dt>It is read</dt>
      <dd>{readingText(facts)}</dd>
    </dl>
  );
}
