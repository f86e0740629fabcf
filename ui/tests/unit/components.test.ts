/** The form parts as a person meets them: what they read, what they refuse, and what they never do twice. */
import { fireEvent, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import ErrorSummary from '../../src/components/ErrorSummary.svelte';
import DateHost from './parts/DateHost.svelte';
import FormHost from './parts/FormHost.svelte';

/** A save that ends when it is told to. */
function slowSave() {
  let end = () => {};
  const save = vi.fn(() => new Promise<void>((done) => (end = done)));
  return { save, end: () => end() };
}

describe('a form', () => {
  it('saves once on a double click, and again only when the first save is over', async () => {
    const { save, end } = slowSave();
    render(FormHost, { onsubmit: save });
    const button = screen.getByRole('button', { name: 'Save' });
    await userEvent.dblClick(button);
    expect(save).toHaveBeenCalledTimes(1);
    expect(button).toHaveAttribute('aria-disabled', 'true');
    end();
    await vi.waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
    await userEvent.click(button);
    expect(save).toHaveBeenCalledTimes(2);
  });

  it('saves once by its keys and its button together', async () => {
    const { save } = slowSave();
    render(FormHost, { onsubmit: save, keys: 'Ctrl S' });
    await userEvent.keyboard('{Control>}s{/Control}');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(save).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['key code 229 and no flag', { key: 'Enter', keyCode: 229 }],
    ['the flag', { key: 'Enter', isComposing: true }],
  ])('is not submitted by the Enter of an input method with %s', async (_, press) => {
    const { save } = slowSave();
    render(FormHost, { onsubmit: save });
    // `fireEvent` answers whether the browser would go on to its own act, which is the submit.
    const goesOn = await fireEvent.keyDown(screen.getByLabelText('Name'), press);
    expect(goesOn).toBe(false);
    expect(save).not.toHaveBeenCalled();
  });

  it('is submitted by a plain Enter', async () => {
    const { save } = slowSave();
    render(FormHost, { onsubmit: save });
    await userEvent.type(screen.getByLabelText('Name'), 'Siân{Enter}');
    expect(save).toHaveBeenCalledTimes(1);
  });
});

describe('the three boxes of a date', () => {
  const values = () =>
    ['Day', 'Month', 'Year'].map((label) => screen.getByLabelText<HTMLInputElement>(label).value);

  it('take a pasted date apart, day first, and echo it in words', async () => {
    render(DateHost);
    await userEvent.click(screen.getByLabelText('Day'));
    await userEvent.paste('3/4/11');
    expect(values()).toEqual(['3', '4', '2011']);
    expect(screen.getByText('Sunday 3 April 2011')).toBeVisible();
  });

  it('take a date written into one box apart when it is left', async () => {
    render(DateHost);
    await userEvent.type(screen.getByLabelText('Day'), '24 nov 2026');
    await userEvent.tab();
    expect(values()).toEqual(['24', '11', '2026']);
  });

  it('keep a number that is typed, and echo nothing that is no date', async () => {
    render(DateHost);
    await userEvent.type(screen.getByLabelText('Day'), '31');
    await userEvent.type(screen.getByLabelText('Month'), '2');
    await userEvent.type(screen.getByLabelText('Year'), '2012');
    expect(values()).toEqual(['31', '2', '2012']);
    expect(screen.queryByText(/2012/)).toBeNull();
  });

  it('write today and yesterday by a button', async () => {
    render(DateHost);
    await userEvent.click(screen.getByRole('button', { name: 'Yesterday' }));
    expect(values()).toEqual(['24', '11', '2026']);
    await userEvent.click(screen.getByRole('button', { name: 'Today' }));
    expect(screen.getByText('Wednesday 25 November 2026')).toBeVisible();
  });
});

describe('the error summary', () => {
  it('takes focus with each attempt, and leads to the field', async () => {
    const field = document.createElement('input');
    field.id = 'what';
    field.scrollIntoView = () => {};
    document.body.append(field);
    const problems = () => [{ field: 'what', text: 'Write what happened' }];
    const { rerender } = render(ErrorSummary, { problems: problems() });
    expect(screen.getByRole('alert')).toHaveFocus();
    await userEvent.click(screen.getByRole('link', { name: 'Write what happened' }));
    expect(field).toHaveFocus();
    await rerender({ problems: problems() });
    expect(screen.getByRole('alert')).toHaveFocus();
    field.remove();
  });
});
