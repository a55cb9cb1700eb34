/**
 * Sets the clock of a program that is started with `--import` of this module and `CLOCK_SHIFT` in its environment
 * (milliseconds; more than 0 is ahead).
 */
const shift = Number(process.env.CLOCK_SHIFT ?? 0);
const realNow = Date.now.bind(Date);
Date.now = () => realNow() + shift;
globalThis.Date = new Proxy(Date, {
  construct: (target, parameters, newTarget) =>
    Reflect.construct(target, parameters.length === 0 ? [Date.now()] : parameters, newTarget),
  apply: () => new Date().toString(),
});
