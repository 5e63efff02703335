import { create } from 'zustand';

/** Whether the dialog that opens an address is on the screen. */
export const useAddressDialog = create<{ readonly isOpen: boolean }>()(() => ({ isOpen: false }));

export function showAddressDialog(isOpen: boolean): void {
  useAddressDialog.setState({ isOpen });
}
