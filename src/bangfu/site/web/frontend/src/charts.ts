export function drawChart(_: HTMLElement): void {}
