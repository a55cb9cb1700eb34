import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../shared/', import.meta.url);

/** Absolute path of a file in the data folder that stands beside the checkout, such as `data/dates/README.md`. */
export const sharedPath = (relative: string): string => fileURLToPath(new URL(relative, root));

/** Whether that file or folder is there; tests that need it are skipped where it is not. */
export const hasShared = (relative: string): boolean => existsSync(sharedPath(relative));

/** Title for a group of tests, which says plainly why it is skipped where the data is absent. */
export const sharedTitle = (title: string, relative: string): string =>
  hasShared(relative) ? title : `${title} (skipped: ../shared/${relative} is not there)`;
