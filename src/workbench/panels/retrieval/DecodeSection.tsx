import { MAX_BEAM } from '../../../retriever/decode/beam-plan';
import { decodeModel, modelInUse } from '../../state/retrieval/decode-model';
import { decodedOf, editBeam, useDecode } from '../../state/retrieval/decode-store';
import { useModel, type ModelData } from '../../state/retrieval/model-store';
import { useRetrieval } from '../../state/retrieval/retrieval-store';
import { ActionButton } from '../../widgets/ActionButton';
import { FileButton } from '../../widgets/FileButton';
import { NumberInput } from '../../widgets/NumberInput';
import { Toggle } from '../../widgets/Toggle';
import { GlassBox } from '../glass-box/GlassBox';
import { useEngineWait } from '../use-engine-wait';
import { DecodedTable } from './DecodedTable';

/** Every user's held-out item, decoded with a trained or a saved model. */
export function DecodeSection({ data }: { readonly data: ModelData }) {
  const opened = useModel((state) => state.opened);
  const trained = useModel((state) => state.trained);
  const { options, rows } = useDecode();
  const part = useRetrieval((state) => state.settings.part);
  const model = modelInUse({ opened, trained }, data);
  const busy = useEngineWait();
  const none = model ? null : 'Train a model first, or open one.';
  const decoded = decodedOf(rows, data, part);
  return (
    <>
      <h3>Decode with the model</h3>
      <p className="muted">
        The {part} item of every user, as a line of the table of methods. Items of the user’s own
        history are not left out.
      </p>
      <div className="sweep-form">
        <NumberInput
          label="Beam, 1 is greedy"
          value={options.beam}
          min={1}
          max={MAX_BEAM}
          onChange={(beam) => editBeam({ beam })}
        />
        <div className="row" title="FORGE: twice as many are kept at every further level.">
          <Toggle isOn={options.doubling} onChange={(doubling) => editBeam({ doubling })}>
            Doubling at every level
          </Toggle>
        </div>
        <div className="row" title="Off: any code may follow, and SIDs of no item are counted.">
          <Toggle isOn={options.constrained} onChange={(constrained) => editBeam({ constrained })}>
            Only SIDs of the catalogue (trie)
          </Toggle>
        </div>
      </div>
      <div className="row">
        <ActionButton
          isPrimary={model !== null && decoded.length === 0}
          block={busy ?? none}
          onPress={() => void decodeModel(data)}
        >
          Decode
        </ActionButton>
        <FileButton
          label="Saved sequence model"
          accept={['.safetensors']}
          onFiles={([file]) => {
            if (file) useModel.setState({ opened: file });
          }}
        >
          Open a model…
        </FileButton>
        {opened && (
          <>
            <span className="muted" data-testid="model-opened">
              with {opened.name}
            </span>
            <button
              type="button"
              className="button quiet small"
              onClick={() => useModel.setState({ opened: null })}
            >
              Close it
            </button>
          </>
        )}
      </div>
      {decoded.length > 0 && <DecodedTable rows={decoded} />}
      {model && (
        <>
          <h3>Glass box: one user, level by level</h3>
          <GlassBox model={{ ...data, file: model.file }} part={part} />
        </>
      )}
    </>
  );
}
