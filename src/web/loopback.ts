/** Whether an absolute URL names this machine alone (RFC 6761 §6.3, RFC 5735): nobody else could follow it. */
export const isLoopbackUrl = (url: string): boolean => {
  const host = URL.parse(url)?.hostname ?? '';
  return /^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\])$/.test(host);
};
