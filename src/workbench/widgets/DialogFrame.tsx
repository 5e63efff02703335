import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

interface DialogFrameProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly isOpen?: boolean;
  readonly isWide?: boolean;
  /** `alertdialog`: something is lost by what it asks. */
  readonly role?: 'dialog' | 'alertdialog';
  readonly children: ReactNode;
}

/** A dialog over the page: Escape and a press outside close it. */
export function DialogFrame(props: DialogFrameProps) {
  const { title, onClose, isOpen = true, isWide = false, role = 'dialog', children } = props;
  return (
    <ModalOverlay
      className="overlay"
      isOpen={isOpen}
      onOpenChange={(isStillOpen) => {
        if (!isStillOpen) onClose();
      }}
      isDismissable
    >
      <Modal className={isWide ? 'modal wide' : 'modal'}>
        <Dialog className="dialog" role={role}>
          <Heading slot="title">{title}</Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
