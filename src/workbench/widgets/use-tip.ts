import { useId, useRef, useState, type KeyboardEvent } from 'react';

/** What a button needs to show a tip on hover, focus and press, and to hide it on Escape. */
export function useTip() {
  const anchor = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const show = () => {
    setIsOpen(true);
  };
  const hide = () => {
    setIsOpen(false);
  };
  const handlers = {
    onPointerEnter: show,
    onPointerLeave: hide,
    onFocus: show,
    onBlur: hide,
    onClick: show,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !isOpen) return;
      // The first Escape closes the tip; only the next one is the page's.
      event.preventDefault();
      hide();
    },
  };
  return { id, anchor, isOpen, describedBy: isOpen ? id : undefined, handlers };
}
