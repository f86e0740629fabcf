/** Pupils for the picker: rows of `list_pupils` with enough beside the name to tell two of the same name apart. */
import type { PickedPupil } from '../../components/picked';
import { call, Refusal } from '../../ipc/call';
import type { PupilRowView, PupilView } from '../../ipc/contract';
import { pupilDetail } from '../../text/pupil';

const SHOWN = 12;

export async function findPupils(find: string): Promise<PickedPupil[]> {
  return (await call('list_pupils', { find, limit: SHOWN })).map(picked);
}

export function picked(row: PupilRowView | PupilView): PickedPupil {
  return { id: row.id, name: row.known_as, detail: pupilDetail(row) };
}

/** A pupil by id. Of a file that is closed to the person only the name comes. */
export async function named(pupil: string): Promise<PickedPupil> {
  try {
    return picked(await call('get_pupil', { pupil, opening: false }));
  } catch (thrown) {
    if (!(thrown instanceof Refusal) || thrown.code !== 'file_restricted') throw thrown;
    const closed = await call('get_closure', { pupil });
    return { id: closed.pupil, name: closed.pupil_name, detail: '' };
  }
}
