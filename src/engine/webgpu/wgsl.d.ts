/** Shader texts, as Vite hands them over. */
declare module '*.wgsl?raw' {
  const text: string;
  export default text;
}
