import { PublisherError } from '../../problem.ts';

/** The SQLSTATE of a fault that the database has answered with (five characters), else undefined. */
const stateOf = (fault: unknown): string | undefined => {
  const code = (fault as { readonly code?: unknown } | undefined)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
};

/**
 * Whether the database is out of reach rather than of another opinion: no answer at all, or one that says that it is
 * starting, stopping, full of connections (PostgreSQL, Appendix A: classes 08 and 53, 57P0x) or, after a switch, not
 * the one that writes (25006).
 */
export const isLost = (fault: unknown): boolean => {
  if (fault instanceof PublisherError) return false;
  const state = stateOf(fault);
  if (state !== undefined) return /^(?:08|53|57P|25006)/.test(state);
  return fault instanceof Error && !(fault instanceof TypeError || fault instanceof RangeError);
};

/**
 * A fault that the database has answered with, or that it is not there, as one that the user has to mend; any other as it
 * is. `address` is the printed one.
 */
export const userFault = (fault: unknown, address: string): unknown => {
  if (fault instanceof PublisherError || (stateOf(fault) === undefined && !isLost(fault))) return fault;
  return new PublisherError('store', `${address}: ${reasonOf(fault)}`, { cause: fault });
};

/** What went wrong, in the database's words or the system's; never with a password, which neither repeats. */
export const reasonOf = (fault: unknown): string => {
  if (fault instanceof AggregateError && fault.errors.length > 0) return reasonOf(fault.errors[0]);
  if (!(fault instanceof Error)) return String(fault);
  return fault.message || (fault as NodeJS.ErrnoException).code || fault.name;
};
