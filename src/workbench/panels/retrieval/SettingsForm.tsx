import { editRetrieval, useRetrieval } from '../../state/retrieval/retrieval-store';
import { Choice } from '../../widgets/Choice';
import { Toggle } from '../../widgets/Toggle';

/** What is looked for, and what a SID lookup looks with. */
export function SettingsForm({ hasVectors }: { readonly hasVectors: boolean }) {
  const { part, excludeSeen, profile } = useRetrieval((state) => state.settings);
  return (
    <div className="sweep-form">
      <Choice
        label="Held-out item"
        value={part}
        options={[
          { value: 'test', text: 'test: the last' },
          { value: 'validation', text: 'validation: the one before' },
        ]}
        onChange={(next) => editRetrieval({ part: next })}
      />
      {hasVectors && (
        <Choice
          label="Lookup by the mean of"
          value={profile}
          options={[
            { value: 'last-5', text: 'the last five items' },
            { value: 'last', text: 'the last item' },
            { value: 'mean', text: 'all items before' },
          ]}
          onChange={(next) => editRetrieval({ profile: next })}
        />
      )}
      <div
        className="row"
        {...(hasVectors
          ? { title: 'A SID lookup never leaves them out, as its reference does not.' }
          : {})}
      >
        <Toggle isOn={excludeSeen} onChange={(next) => editRetrieval({ excludeSeen: next })}>
          Baselines leave out items of the history
        </Toggle>
      </div>
    </div>
  );
}
