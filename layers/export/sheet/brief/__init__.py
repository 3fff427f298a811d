"""A brief as files: slides, a handout, one page of HTML, all of the same pages."""
