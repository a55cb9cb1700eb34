/** Bytes of the longest path that is taken: what file systems take. */
const longest = 1024;

/**
 * Whether a path can be a file's below a folder: relative, with `/`, no empty, `.` or hidden step, no backslash and no
 * control character. Others may stand in the database, whoever wrote them; they are passed over, as a folder passes over
 * its hidden files.
 */
export const isPlainPath = (path: string): boolean =>
  path !== '' &&
  Buffer.byteLength(path) <= longest &&
  !/[\u0000-\u001f\u007f\\]/.test(path) &&
  path.split('/').every((step) => step !== '' && !step.startsWith('.') && Buffer.byteLength(step) <= 255);
