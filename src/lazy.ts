import { createRequire } from 'node:module';

/**
 * A module that is loaded when it is first asked for, so that a start pays only for what its articles need. `require`
 * keeps that synchronous. `from` is the caller's `import.meta.url`; `name` is a package, or a file of ours as `import`
 * names it, whose ending becomes that of the caller where it runs built.
 */
export const lazy = <T>(from: string, name: string): (() => T) => {
  let loaded: T | undefined;
  return () => {
    loaded ??= createRequire(from)(from.endsWith('.ts') ? name : name.replace(/\.ts$/, '.js')) as T;
    return loaded;
  };
};
