import { DialogFrame } from './DialogFrame';

interface ConfirmDialogProps {
  /** Names the thing: "Delete run 7 (41 KiB)?" */
  readonly question: string;
  readonly explanation: string;
  /** The verb: "Delete". */
  readonly action: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Asks once before something is lost. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { question, explanation, action, isOpen, onClose, onConfirm } = props;
  return (
    <DialogFrame title={question} onClose={onClose} isOpen={isOpen} role="alertdialog">
      <p className="muted">{explanation}</p>
      <div className="row">
        <button
          type="button"
          className="button danger"
          onClick={() => {
            onConfirm();
            onClose();
          }}
        >
          {action}
        </button>
        {/* The safe answer is the one that Enter gives. */}
        {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
        <button type="button" className="button" autoFocus onClick={onClose}>
          Keep
        </button>
      </div>
    </DialogFrame>
  );
}
