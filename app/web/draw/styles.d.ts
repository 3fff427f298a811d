/** Styles that a script brings along are read as text (tools/web/build.mjs). */
declare module "*.css" {
  const text: string;
  export default text;
}
