import { openVectorsOfCodes } from '../../state/codes/codes-actions';
import { useWorkbench } from '../../state/store';
import { FileButton } from '../../widgets/FileButton';
import { ACCEPTED } from '../accepted-files';

/** What cannot be shown of codes alone, in a sentence, and the way to it. */
export function NeedsVectors({ children }: { readonly children: string }) {
  const isBusy = useWorkbench((state) => state.dataJob !== null);
  return (
    <div className="needs-vectors">
      <p className="muted">{children}</p>
      <FileButton
        label="File with the vectors of these items"
        accept={ACCEPTED}
        multiple
        isDisabled={isBusy}
        onFiles={(files) => void openVectorsOfCodes(files)}
      >
        Open their vectors…
      </FileButton>
    </div>
  );
}
