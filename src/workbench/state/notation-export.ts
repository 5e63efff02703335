import { NOTATIONS, type NotationName } from '../../sid/notations/catalogue';
import type { ItemSids } from '../../sid/notations/item-sids';
import { dataClient } from './clients';
import { saveFile } from './save-file';

/** Saves SIDs as another tool reads them. Throws `SID_ITEM_TWICE`, `SID_OFFSET`. */
export async function downloadNotation(
  name: NotationName,
  items: ItemSids,
  offset: number,
): Promise<void> {
  const { notationFile } = await import('../../quantizer/export-notations');
  const { itemIds: ids, sids } = items;
  const body = await notationFile(name, items, {
    offset,
    writeLists: async (idName) =>
      (await dataClient()).exportSidLists({ ids, codes: sids.codes, idName }),
  });
  saveFile(NOTATIONS[name].file, body);
}
