import CLabPage
import FlyingFox

/// The lab in the browser.
public enum LabServer {}
