import { useMemo, useState } from 'react';
import { evaluationSplit } from '../../../retriever/split/evaluation-split';
import type { HeldOut } from '../../../retriever/split/leave-one-out';
import {
  editGlassBox,
  traceIf,
  useGlassBox,
  type DecodedModel,
} from '../../state/glass-box/glass-box-store';
import { traceUser } from '../../state/glass-box/trace-user';
import { ActionButton } from '../../widgets/ActionButton';
import { NumberInput } from '../../widgets/NumberInput';
import { ProblemCard } from '../../widgets/ProblemCard';
import { Toggle } from '../../widgets/Toggle';
import { useEngineWait } from '../use-engine-wait';
import { TraceView } from './TraceView';

/** More beams than that nobody reads. */
const MOST_BEAMS = 50;

interface GlassBoxProps {
  readonly model: DecodedModel;
  readonly part: HeldOut;
}

/** Looks into the decoding of one user after another. */
export function GlassBox({ model, part }: GlassBoxProps) {
  const { settings, traced, problem } = useGlassBox();
  const [id, setId] = useState('');
  const { file, sids, histories } = model;
  const { evaluated } = useMemo(() => evaluationSplit(histories).split, [histories]);
  const { users } = histories;
  // Where it was before the panel was left, or the window turned.
  const [place, setPlace] = useState(() =>
    traced?.histories === histories ? Math.max(0, evaluated.indexOf(traced.user)) : 0,
  );
  const block = useEngineWait();
  const show = (next: number) => {
    setPlace(next);
    const user = evaluated[next];
    if (user !== undefined) void traceUser({ file, sids, histories, part, user });
  };
  const found = id.trim() === '' ? -1 : evaluated.findIndex((user) => users[user] === id.trim());
  const shown = traceIf(traced, { file, sids, histories, part, user: evaluated[place] ?? 0 });
  return (
    <>
      <div className="row glass-form">
        <NumberInput
          label={`User, 1 to ${evaluated.length}`}
          value={place + 1}
          onChange={(next) => setPlace(next - 1)}
          min={1}
          max={evaluated.length}
        />
        <NumberInput
          label="Beams"
          value={settings.beam}
          onChange={(beam) => editGlassBox({ beam })}
          min={1}
          max={MOST_BEAMS}
        />
        <Toggle
          isOn={settings.constrained}
          onChange={(constrained) => editGlassBox({ constrained })}
        >
          Only SIDs of the catalogue
        </Toggle>
        <ActionButton block={block} onPress={() => show(place)}>
          Show
        </ActionButton>
        <ActionButton
          block={place + 1 < evaluated.length ? block : 'This is the last user.'}
          onPress={() => show(place + 1)}
        >
          Next user
        </ActionButton>
      </div>
      <form
        className="row glass-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (found >= 0 && block === null) show(found);
        }}
      >
        <input
          type="search"
          className="input"
          placeholder="User id"
          aria-label="User by id"
          value={id}
          onChange={(event) => setId(event.target.value)}
        />
        <ActionButton
          block={found >= 0 ? block : 'No user with a held-out item has this id.'}
          onPress={() => show(found)}
        >
          Show
        </ActionButton>
        <span className="muted">
          {`User ${place + 1} has the id ${users[evaluated[place] ?? 0] ?? ''}.`}
        </span>
      </form>
      {problem && (
        <ProblemCard problem={problem} onDismiss={() => useGlassBox.setState({ problem: null })} />
      )}
      {shown && <TraceView traced={shown} />}
    </>
  );
}
