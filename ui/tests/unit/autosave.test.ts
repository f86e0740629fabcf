/** At most two seconds of typing are ever unsaved, pause or none. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Autosave, flushAll, WAIT_MS } from '../../src/screens/draft/autosave.svelte';

/** A vault that keeps drafts when told to, so that a slow one can be played. */
function slowVault() {
  const kept: string[] = [];
  const waiting: (() => void)[] = [];
  const keep = vi.fn(
    (body: string) =>
      new Promise<string>((done) => {
        waiting.push(() => {
          kept.push(body);
          done('2026-11-25T14:05:00Z');
        });
      }),
  );
  return { kept, keep, answer: () => waiting.splice(0).forEach((go) => go()) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a draft', () => {
  it('is kept within two seconds of the first key, though typing never pauses', async () => {
    const kept: string[] = [];
    const autosave = new Autosave<string>(async (body) => {
      kept.push(body);
      return '2026-11-25T14:05:00Z';
    });
    let typed = '';
    for (let ms = 0; ms < 10_000; ms += 100) {
      typed += 'x';
      autosave.changed(typed);
      await vi.advanceTimersByTimeAsync(100);
      expect(typed.length - (kept.at(-1)?.length ?? 0)).toBeLessThanOrEqual(2000 / 100);
    }
    expect(WAIT_MS).toBeLessThanOrEqual(1000);
    await autosave.end();
  });

  it('is kept at once when the last words are asked for', async () => {
    const kept: string[] = [];
    const autosave = new Autosave<string>(async (body) => {
      kept.push(body);
      return 'now';
    });
    autosave.changed('last words');
    await flushAll();
    expect(kept).toEqual(['last words']);
    expect(autosave.savedAt).toBe('now');
    await autosave.end();
  });

  it('keeps the newest words after a slow save, and never two saves at a time', async () => {
    const vault = slowVault();
    const autosave = new Autosave<string>(vault.keep);
    autosave.changed('a');
    const first = autosave.flush();
    autosave.changed('ab');
    const second = autosave.flush();
    expect(vault.keep).toHaveBeenCalledTimes(1);
    vault.answer();
    await first;
    await vi.advanceTimersByTimeAsync(0);
    vault.answer();
    await second;
    expect(vault.kept).toEqual(['a', 'ab']);
    expect(autosave.state).toBe('clean');
    await autosave.end();
  });

  it('says when it could not be kept, and keeps trying', async () => {
    let full = true;
    const kept: string[] = [];
    const autosave = new Autosave<string>(async (body) => {
      if (full) throw new Error('disk full');
      kept.push(body);
      return 'now';
    });
    autosave.changed('words');
    expect(await autosave.flush()).toBe(false);
    expect(autosave.state).toBe('failed');
    full = false;
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    expect(kept).toEqual(['words']);
    expect(autosave.state).toBe('clean');
    await autosave.end();
  });

  it('is not written after its entry: ending waits for the save under way and drops the rest', async () => {
    const vault = slowVault();
    const autosave = new Autosave<string>(vault.keep);
    autosave.changed('a');
    void autosave.flush();
    autosave.changed('ab');
    const ended = autosave.end();
    let over = false;
    void ended.then(() => (over = true));
    await vi.advanceTimersByTimeAsync(0);
    expect(over).toBe(false);
    vault.answer();
    await ended;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(vault.kept).toEqual(['a']);
  });

  it('keeps its last words when its page goes away, and none when its entry was saved', async () => {
    const kept: string[] = [];
    const keep = async (body: string) => {
      kept.push(body);
      return 'now';
    };
    const left = new Autosave<string>(keep);
    left.changed('half a');
    await left.close();
    expect(kept).toEqual(['half a']);
    const saved = new Autosave<string>(keep);
    saved.changed('an entry by now');
    await saved.end();
    await saved.close();
    expect(kept).toEqual(['half a']);
  });

  it('goes on when the save of the entry was refused', async () => {
    const kept: string[] = [];
    const autosave = new Autosave<string>(async (body) => {
      kept.push(body);
      return 'now';
    });
    await autosave.end();
    autosave.changed('lost?');
    await vi.advanceTimersByTimeAsync(5000);
    expect(kept).toEqual([]);
    autosave.resume('kept');
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    expect(kept).toEqual(['kept']);
    await autosave.end();
  });
});
