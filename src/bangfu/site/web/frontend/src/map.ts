export function drawMap(_: HTMLElement): void {}
