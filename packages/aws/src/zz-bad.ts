import '@gluepipeline/local';
