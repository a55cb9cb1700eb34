/**
 * A language tag (BCP 47) in its usual spelling: `EN_gb` gives `en-GB`. Undefined for what is none, and for `und`,
 * which says that nothing is known. Spelled-out names such as `English` are none.
 */
export const checkLanguage = (text: string): string | undefined => {
  const tag = text
    .trim()
    .replaceAll('_', '-')
    .replace(/[.@].*$/, '');
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,8}$/i.test(tag)) return undefined;
  try {
    const canonical = Intl.getCanonicalLocales(tag)[0];
    return canonical === undefined || /^und\b/.test(canonical) ? undefined : canonical;
  } catch {
    return undefined;
  }
};
