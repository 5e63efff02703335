import { useRef, type ReactNode } from 'react';

interface FileButtonProps {
  /** What the input takes, for those who cannot see the button: "File with user histories". */
  readonly label: string;
  readonly accept: readonly string[];
  readonly onFiles: (files: readonly File[]) => void;
  readonly multiple?: boolean;
  readonly isDisabled?: boolean;
  /** Of the input. */
  readonly id?: string;
  readonly children: ReactNode;
}

/** A button that opens the system's file picker. */
export function FileButton(props: FileButtonProps) {
  const { label, accept, onFiles, multiple = false, isDisabled = false, id, children } = props;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className="button small"
        disabled={isDisabled}
        onClick={() => input.current?.click()}
      >
        {children}
      </button>
      <input
        ref={input}
        id={id}
        className="visually-hidden"
        type="file"
        multiple={multiple}
        accept={accept.join(',')}
        aria-label={label}
        tabIndex={-1}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // So that choosing the same file again is a change.
          event.target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}
