import { useEffect, useState } from 'react';
import { openDropped } from '../state/open-dropped';

/** The whole page takes a dropped file; while one hovers, it says so. */
export function DropTarget() {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setIsOver(true);
    };
    const onLeave = (event: DragEvent) => {
      // Leaving the window has no other element; moving between elements has.
      if (!event.relatedTarget) setIsOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setIsOver(false);
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      const files = [...event.dataTransfer.files];
      if (files.length > 0) void openDropped(files);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
  if (!isOver) return null;
  return (
    <div className="drop">
      Drop a .parquet, .feather, .npz, .npy, .csv or .jsonl file (or several: shards, or .npy and
      the .npy of its ids), user histories, or a saved sequence model. It stays in this tab.
    </div>
  );
}
