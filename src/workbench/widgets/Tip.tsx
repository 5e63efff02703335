import { useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';
import { createPortal } from 'react-dom';

interface TipProps {
  readonly id: string;
  readonly anchor: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
}

const GAP_PX = 6;

/** A tooltip under its anchor, or above it where there is no room below. */
export function Tip({ id, anchor, children }: TipProps) {
  const tip = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!tip.current || !anchor.current) return;
    const from = anchor.current.getBoundingClientRect();
    const { width, height } = tip.current.getBoundingClientRect();
    const below = from.bottom + GAP_PX;
    const hasRoom = below + height < innerHeight;
    const left = Math.min(from.left, innerWidth - width - GAP_PX);
    tip.current.style.left = `${Math.max(GAP_PX, left)}px`;
    tip.current.style.top = `${hasRoom ? below : from.top - height - GAP_PX}px`;
  }, [anchor]);
  return createPortal(
    <div ref={tip} id={id} role="tooltip" className="tooltip">
      {children}
    </div>,
    document.body,
  );
}
