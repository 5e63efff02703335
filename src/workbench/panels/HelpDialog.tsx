import { SHORTCUTS } from '../state/shortcuts';
import { DialogFrame } from '../widgets/DialogFrame';

interface HelpDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function HelpDialog({ isOpen, onClose }: HelpDialogProps) {
  return (
    <DialogFrame title="Keyboard shortcuts" isOpen={isOpen} onClose={onClose}>
      <dl className="shortcuts">
        {SHORTCUTS.map(({ keys, does }) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">
        Your data stays in this tab: nothing is sent anywhere. Point at a number, or tab to it, for
        its definition.
      </p>
      <button type="button" className="button" onClick={onClose}>
        Close
      </button>
    </DialogFrame>
  );
}
