/** *choice*: one option of several, as radio buttons. */

export function read(form: HTMLFormElement): string[] {
  const checked = form.querySelector<HTMLInputElement>("input:checked");
  return checked ? [checked.value] : [];
}

export function write(form: HTMLFormElement, response: string[]): void {
  for (const input of form.querySelectorAll("input")) input.checked = response.includes(input.value);
}
