// The package's main file is CommonJS marked as a module, which Node cannot import; this one works
// but comes without types of its own.
declare module 'wgsl_reflect/wgsl_reflect.module.js' {
  export * from 'wgsl_reflect';
}
